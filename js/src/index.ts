import { createWidget } from "./host/anywidget";
import style from "./styles/index.css?inline";

export default () => createWidget(style);
